-- Ends a lease before it expires, or a lease that is known to have ended. KEYS: as in beat.lua. ARGV: the lease; how
-- long the key of the ended leases lives without a beat (milliseconds).
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
