# libxlsxwriter: makes workbooks, for the module `xlsx`. BSD licence. Optional, as gumbo. Its pkg-config file
# gives the library's so-version in place of its own version, so that only its presence is asked for.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_XLSXWRITER IMPORTED_TARGET xlsxwriter)
if(TB_XLSXWRITER_FOUND)
    add_library(tongbao::xlsxwriter ALIAS PkgConfig::TB_XLSXWRITER)
else()
    message(STATUS "libxlsxwriter 1.1 or later is missing, workbooks will not be written: apt-get install libxlsxwriter-dev")
endif()
