package extract

type event struct{ entity *entity }
