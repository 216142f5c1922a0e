# cmocka: unit tests in C. Apache 2.0. Tests only.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_CMOCKA IMPORTED_TARGET cmocka>=1.1.5)
if(NOT TB_CMOCKA_FOUND)
    message(FATAL_ERROR "cmocka 1.1.5 or later is missing: apt-get install libcmocka-dev")
endif()
add_library(tongbao::cmocka ALIAS PkgConfig::TB_CMOCKA)
