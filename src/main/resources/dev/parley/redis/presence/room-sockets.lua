-- Returns how many sockets a room has, without those under one lease. KEYS[1] is the room; ARGV: the lease.
local counts = redis.call('HMGET', KEYS[1], 'n', '#' .. ARGV[1])
return tonumber(counts[1] or 0) - tonumber(counts[2] or 0)
