-- Renews the lease of a node, or begins it. KEYS: the leases that run, each with the time when it expires (a sorted
-- set, milliseconds); the leases that have expired and are not cleaned up yet (a set); the number of sockets of each
-- running lease (a hash); the epoch of these data (a string). ARGV: the lease; its duration (milliseconds); its number
-- of sockets; 1 if the lease is new; 1 if expired leases of other nodes are to be ended; the name of the epoch if there
-- is none yet; how long these keys live without a beat (milliseconds).
local running, ended, counts, epoch = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('SETNX', epoch, ARGV[6])
local name = redis.call('GET', epoch)
redis.call('PEXPIRE', epoch, ARGV[7])
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
for i = 1, 3 do
    redis.call('PEXPIRE', KEYS[i], ARGV[7])
end
return {1, name, redis.call('SMEMBERS', ended), redis.call('HGETALL', counts)}
