# Every third-party library, one file each: finds it, checks the version, defines one tongbao::NAME
# target. The core needs these:
include(archive)
include(lua)
include(md)
include(zlib)
# Modules need these; what is missing is a module less.
include(gumbo)
include(expat)
include(libzip)
include(xlsxwriter)
include(sqlite)
include(libedit)
include(curl)
