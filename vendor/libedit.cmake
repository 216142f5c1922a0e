# libedit: lines edited in a terminal, for the module `repl`. BSD licence. Optional, as gumbo: without it
# lines are read plainly.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_LIBEDIT IMPORTED_TARGET libedit>=3.1)
if(TB_LIBEDIT_FOUND)
    add_library(tongbao::libedit ALIAS PkgConfig::TB_LIBEDIT)
else()
    message(STATUS "libedit 3.1 or later is missing, tongbao repl will read lines plainly: apt-get install libedit-dev")
endif()
