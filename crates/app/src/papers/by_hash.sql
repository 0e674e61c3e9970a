-- The paper whose bytes have a hash.
SELECT d.kind, d.paper_number, d.dated, d.valid_until, d.department, d.matter_name, c.applicant, d.sha256, d.state,
  c.status, d.demo, d.title
FROM documents d
LEFT JOIN cases c ON c.number = d.number
WHERE d.sha256 = $1
LIMIT 1
