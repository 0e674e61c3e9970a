UPDATE leases SET until = 0 WHERE name = $1 AND fence = $2
