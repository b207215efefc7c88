-- The request of a key has been executed. KEYS: the key. ARGV: id of the outcome, life in milliseconds.
if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then
    redis.call('HDEL', KEYS[1], 'until')
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
