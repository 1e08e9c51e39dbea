package extract

// Version names what reads the articles. It changes whenever the same article
// may give other facts than before, so that stores know what to read again.
const Version = "rules/2"
