# tb_embed(TARGET LAYER FILE…): makes LAYER's knowledge files part of the program, as the table
# `tb_<LAYER>_knowledge` declared in base/embed.h. They are read as text, so a file edited in the
# source tree is built again.
function(tb_embed target layer)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${layer}_knowledge.c)
    add_custom_command(
        OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DLAYER=${layer} -DOUT=${out} "-DFILES=${ARGN}"
                -P ${PROJECT_SOURCE_DIR}/vendor/embed-files.cmake
        DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/vendor/embed-files.cmake
        COMMENT "Embedding the knowledge of ${layer}" VERBATIM)
    target_sources(${target} PRIVATE ${out})
endfunction()
