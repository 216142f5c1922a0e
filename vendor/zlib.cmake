# zlib: deflate for snapshots, and CRC-32. zlib licence.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_ZLIB IMPORTED_TARGET zlib>=1.2.11)
if(NOT TB_ZLIB_FOUND)
    message(FATAL_ERROR "zlib 1.2.11 or later is missing: apt-get install zlib1g-dev")
endif()
# A module is a shared object itself and cannot hold the archive.
get_target_property(libraries PkgConfig::TB_ZLIB INTERFACE_LINK_LIBRARIES)
add_library(tb_zlib_shared INTERFACE)
target_link_libraries(tb_zlib_shared INTERFACE ${libraries})
add_library(tongbao::zlib_shared ALIAS tb_zlib_shared)
tb_prefer_archive(TB_ZLIB)
add_library(tongbao::zlib ALIAS PkgConfig::TB_ZLIB)
