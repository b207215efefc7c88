-- A lease ends before its time, or is known to have ended. KEYS as for the beat; ARGV: the lease.
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('SADD', KEYS[2], ARGV[1])
return 1
