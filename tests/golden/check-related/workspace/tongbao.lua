return workspace {}
