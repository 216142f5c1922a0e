# libmd: SHA-256. BSD licences.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_MD IMPORTED_TARGET libmd>=1.0)
if(NOT TB_MD_FOUND)
    message(FATAL_ERROR "libmd 1.0 or later is missing: apt-get install libmd-dev")
endif()
tb_prefer_archive(TB_MD)
add_library(tongbao::md ALIAS PkgConfig::TB_MD)
