/*
 * banned.h - functions that no file of the project may call; included before everything else by
 * the build. Each has no bound on what it writes, keeps hidden state, runs a shell, or reads
 * numbers by the locale.
 */
#ifndef TB_BASE_BANNED_H
#define TB_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TB_BANNED(name) tb_##name##_is_banned
#undef strcpy
#define strcpy(a, b) TB_BANNED(strcpy)
#undef strcat
#define strcat(a, b) TB_BANNED(strcat)
#undef strncpy
#define strncpy(a, b, c) TB_BANNED(strncpy)
#undef strncat
#define strncat(a, b, c) TB_BANNED(strncat)
#undef sprintf
#define sprintf(...) TB_BANNED(sprintf)
#undef vsprintf
#define vsprintf(a, b, c) TB_BANNED(vsprintf)
#undef strtok
#define strtok(a, b) TB_BANNED(strtok)
#undef gets
#define gets(a) TB_BANNED(gets)
#undef atoi
#define atoi(a) TB_BANNED(atoi)
#undef atol
#define atol(a) TB_BANNED(atol)
#undef atof
#define atof(a) TB_BANNED(atof)
#undef strtod
#define strtod(a, b) TB_BANNED(strtod)
#undef system
#define system(a) TB_BANNED(system)
#undef popen
#define popen(a, b) TB_BANNED(popen)
#undef localtime
#define localtime(a) TB_BANNED(localtime)
#undef gmtime
#define gmtime(a) TB_BANNED(gmtime)
#undef ctime
#define ctime(a) TB_BANNED(ctime)

#endif
