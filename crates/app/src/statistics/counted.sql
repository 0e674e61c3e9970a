-- Up to which event a job has counted, and by which fold.
SELECT fold, seq FROM counted WHERE job = $1 LIMIT 1
