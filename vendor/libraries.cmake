# Every third-party library the core needs, one file each: finds it, checks the version, defines
# one tongbao::NAME target.
include(archive)
include(lua)
include(md)
include(zlib)
