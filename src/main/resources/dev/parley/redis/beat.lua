-- A node is alive. KEYS: the leases that run, by the time when they run out (a sorted set, milliseconds); those that have
-- run out and are not cleared away yet (a set); how many sockets each has (a hash); the epoch of these data (a string).
-- ARGV: the lease, how long it shall run, the sockets; whether it is a new one; whether to end those of others that have
-- run out; what the epoch is called if there is none.
local running, ended, counts, epoch = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('SETNX', epoch, ARGV[6])
local name = redis.call('GET', epoch)
if ARGV[4] == '0' and not redis.call('ZSCORE', running, ARGV[1]) then
    return {0, name, {}, {}}
end
redis.call('ZADD', running, now + tonumber(ARGV[2]), ARGV[1])
redis.call('HSET', counts, ARGV[1], ARGV[3])
if ARGV[5] == '1' then
    for _, lease in ipairs(redis.call('ZRANGEBYSCORE', running, '-inf', '(' .. string.format('%.0f', now))) do
        redis.call('ZREM', running, lease)
        redis.call('HDEL', counts, lease)
        redis.call('SADD', ended, lease)
    end
end
return {1, name, redis.call('SMEMBERS', ended), redis.call('HGETALL', counts)}
