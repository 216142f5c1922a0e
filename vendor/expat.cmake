# expat: XML, for the module `ooxml`. MIT licence. Optional, as gumbo.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_EXPAT IMPORTED_TARGET expat>=2.4.1)
if(TB_EXPAT_FOUND)
    add_library(tongbao::expat ALIAS PkgConfig::TB_EXPAT)
else()
    message(STATUS "expat 2.4.1 or later is missing, workbooks and documents will not be read: apt-get install libexpat1-dev")
endif()
