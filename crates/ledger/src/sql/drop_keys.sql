DELETE FROM subject_keys WHERE person = $1
