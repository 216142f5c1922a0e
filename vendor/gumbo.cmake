# gumbo: HTML by the HTML5 rules, for the module `html`. Apache 2.0. Optional: without it web pages are
# refused with a word on what is missing.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_GUMBO IMPORTED_TARGET gumbo>=0.10.1)
if(TB_GUMBO_FOUND)
    add_library(tongbao::gumbo ALIAS PkgConfig::TB_GUMBO)
else()
    message(STATUS "gumbo 0.10.1 or later is missing, web pages will not be read: apt-get install libgumbo-dev")
endif()
