package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

const (
	monthWords = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`
	monthNames = `(` + monthWords + `)\.?`
)

var (
	isoDate  = regexp.MustCompile(`\b(\d{4})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?`)
	monthDay = regexp.MustCompile(`(?i)\b` + monthNames + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	dayMonth = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+` + monthNames + `,?\s+(\d{4}|\d{2})\b`)
	// bareDate is a line that is a date and nothing else, but for "Updated" and the time of day.
	bareDate = regexp.MustCompile(`(?i)^(?:(?:first )?(?:published|updated|posted|last modified)(?: on| at)?:?\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{4}-\d{2}-\d{2}|` +
		monthNames + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+` + monthNames + `,?\s+\d{4})(?:[\s,|·–-]+(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?\.?$`)
)

// ParseDate reads a calendar date ("2024-03-22", "March 22, 2024", "22 Mar
// 2024") anywhere in s and returns it in EDTF. Two-digit years are 19xx from 50
// on and 20xx below.
func ParseDate(s string) (string, bool) {
	if m := isoDate.FindStringSubmatch(s); m != nil {
		if m[3] == "" {
			return m[1] + "-" + m[2], validDay(m[2], "1")
		}
		return m[1] + "-" + m[2] + "-" + m[3], validDay(m[2], m[3])
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return calendar(m[3], m[1], m[2])
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return calendar(m[3], m[2], m[1])
	}
	return "", false
}

func calendar(year, month, day string) (string, bool) {
	if len(year) == 2 {
		if year >= "50" {
			year = "19" + year
		} else {
			year = "20" + year
		}
	}
	d, err := strconv.Atoi(day)
	if err != nil || d < 1 || d > 31 {
		return "", false
	}
	number := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(month)[:3])/3 + 1
	return fmt.Sprintf("%s-%02d-%02d", year, number, d), true
}

func validDay(month, day string) bool {
	m, errM := strconv.Atoi(month)
	d, errD := strconv.Atoi(day)
	return errM == nil && errD == nil && 1 <= m && m <= 12 && 1 <= d && d <= 31
}
