# Lua 5.4, the C build (never liblua5.4-c++: it throws C++ exceptions). MIT licence.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_LUA IMPORTED_TARGET lua5.4>=5.4.4)
if(NOT TB_LUA_FOUND)
    message(FATAL_ERROR "Lua 5.4.4 or later is missing: apt-get install liblua5.4-dev")
endif()
tb_prefer_archive(TB_LUA m ${CMAKE_DL_LIBS})
add_library(tongbao::lua ALIAS PkgConfig::TB_LUA)
