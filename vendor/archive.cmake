# tb_prefer_archive(PREFIX LIBRARY…): makes the target that pkg_check_modules(PREFIX IMPORTED_TARGET …)
# defined link the archive (libx.a) that stands beside the shared library, where there is one, and the
# further libraries it then needs. Each shared library costs a start a sixth of a millisecond, and the
# bundled plugins are compiled with the Lua they will run on (docs/decisions/0011-linked-in.md).
option(TB_SHARED_LIBRARIES "Link Lua, zlib and libmd as shared libraries" OFF)
function(tb_prefer_archive prefix)
    get_target_property(libraries PkgConfig::${prefix} INTERFACE_LINK_LIBRARIES)
    set(archives)
    foreach(library IN LISTS libraries)
        string(REGEX REPLACE "\\.so$" ".a" archive ${library})
        if(TB_SHARED_LIBRARIES OR NOT EXISTS ${archive})
            return()
        endif()
        list(APPEND archives ${archive})
    endforeach()
    set_target_properties(PkgConfig::${prefix} PROPERTIES
        INTERFACE_LINK_LIBRARIES "${archives};${ARGN}")
endfunction()
