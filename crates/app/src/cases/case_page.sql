-- Who takes part in a case ('seat'), and its papers ('paper').
SELECT 'seat', unit, role, '', 0, 0, '' FROM participants WHERE number = $1
UNION ALL
SELECT 'paper', id, kind, paper_number, issued_at, pages, state FROM documents WHERE number = $1
