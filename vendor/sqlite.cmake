# SQLite: databases in a file, for the module `sqlite`. Public domain. Optional, as gumbo.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_SQLITE IMPORTED_TARGET sqlite3>=3.37)
if(TB_SQLITE_FOUND)
    add_library(tongbao::sqlite ALIAS PkgConfig::TB_SQLITE)
else()
    message(STATUS "SQLite 3.37 or later is missing, databases will not be written: apt-get install libsqlite3-dev")
endif()
