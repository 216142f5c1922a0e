# libzip: ZIP containers, for the module `ooxml`. BSD licence. Optional, as gumbo. By pkg-config: its own
# CMake files ask for tools that Debian puts into another package.
find_package(PkgConfig REQUIRED)
pkg_check_modules(TB_LIBZIP IMPORTED_TARGET libzip>=1.7.3)
if(TB_LIBZIP_FOUND)
    add_library(tongbao::libzip ALIAS PkgConfig::TB_LIBZIP)
else()
    message(STATUS "libzip 1.7.3 or later is missing, workbooks and documents will not be read: apt-get install libzip-dev")
endif()
