"""Files that ship with the program: icons, fonts, words, code lists, demo registers."""
