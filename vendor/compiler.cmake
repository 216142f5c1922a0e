# tongbao::flags: what every file of the project is compiled with, on gcc 12 and clang 14.
include(CheckCCompilerFlag)
add_library(tb_flags INTERFACE)
add_library(tongbao::flags ALIAS tb_flags)

target_compile_definitions(tb_flags INTERFACE _POSIX_C_SOURCE=200809L _DEFAULT_SOURCE)
target_compile_options(tb_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wundef -Wvla
    -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wswitch-enum
    -Wwrite-strings -Wimplicit-fallthrough -Wdouble-promotion -Walloca -fvisibility=hidden
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=
    -include ${PROJECT_SOURCE_DIR}/core/base/banned.h)
# gcc's -Wnull-dereference is not among them: it guesses once functions are inlined. clang-tidy looks.
if(CMAKE_C_COMPILER_ID STREQUAL GNU)
    target_compile_options(tb_flags INTERFACE -Wlogical-op -Wduplicated-cond -Wduplicated-branches)
else()
    target_compile_options(tb_flags INTERFACE -Wcomma -Wunreachable-code)
endif()
# Only the compilers that the project is kept clean with: a newer one may warn of more, which must not
# stop a person who only wants to run the tests.
if(TB_WERROR AND "${CMAKE_C_COMPILER_ID} ${CMAKE_C_COMPILER_VERSION}" MATCHES "^(GNU 12|Clang 14)\\.")
    target_compile_options(tb_flags INTERFACE -Werror)
endif()

if(TB_SANITIZE)
    target_compile_options(tb_flags INTERFACE -fsanitize=${TB_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=undefined)
    target_link_options(tb_flags INTERFACE -fsanitize=${TB_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL Release)
    target_compile_options(tb_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
        -fstack-protector-strong -fstack-clash-protection -fno-strict-overflow)
    check_c_compiler_flag(-fcf-protection=full TB_HAS_CF_PROTECTION)
    if(TB_HAS_CF_PROTECTION)
        target_compile_options(tb_flags INTERFACE -fcf-protection=full)
    endif()
    # clang 14 knows only =pattern
    check_c_compiler_flag(-ftrivial-auto-var-init=zero TB_HAS_AUTO_INIT)
    if(TB_HAS_AUTO_INIT)
        target_compile_options(tb_flags INTERFACE -ftrivial-auto-var-init=zero)
    endif()
    target_link_options(tb_flags INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie> -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code)
endif()
if(TB_COVERAGE)
    target_compile_options(tb_flags INTERFACE --coverage -O0)
    target_link_options(tb_flags INTERFACE --coverage)
endif()
if(TB_RELAXED_SECCOMP)
    target_compile_definitions(tb_flags INTERFACE TB_RELAXED_SECCOMP=1)
endif()
