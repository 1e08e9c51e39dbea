package embedded

import "clew/graph/embedded/bolt"

func (db *DB) backend() bolt.Backend { return nil }
