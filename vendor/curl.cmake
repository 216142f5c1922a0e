# libcurl: HTTP and TLS, for the module `net`. Its own licence, like MIT. Optional, as gumbo. 7.85 brought
# the protocols as text.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_CURL IMPORTED_TARGET libcurl>=7.85)
if(TB_CURL_FOUND)
    add_library(tongbao::curl ALIAS PkgConfig::TB_CURL)
else()
    message(STATUS "libcurl 7.85 or later is missing, nothing will be fetched: apt-get install libcurl4-openssl-dev")
endif()
