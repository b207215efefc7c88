-- Returns the entries of the last messages. KEYS[1] is the room. ARGV: how many messages, bytes and milliseconds are kept;
-- how many are wanted.
trim(tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]))
return redis.call('LRANGE', KEYS[1], -ARGV[4], -1)
