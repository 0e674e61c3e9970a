UPDATE meta SET number = number + 1 WHERE name = 'generation'
