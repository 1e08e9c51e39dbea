package bolt

import "errors"

func (c *conn) upgrade() error { return errors.New("websocket") }
