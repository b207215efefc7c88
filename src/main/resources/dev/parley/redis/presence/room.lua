-- Stores how many sockets users have in a room under one lease. KEYS[1] is the room, a hash: the time when it was
-- created (t, milliseconds), its metadata (m, JSON), the number of sockets in it (n); for each lease, a field #lease
-- with the number of sockets under it and a field %lease with the time when its node renewed it last; for each user of
-- a lease, a field @lease/user with the number of the user's sockets. ARGV: how long the key lives without a renewal;
-- the lease; the creation time and the metadata of the room as far as the node knows them, otherwise empty; then
-- alternately fields and numbers.
local room, lease = KEYS[1], '#' .. ARGV[2]
local total = tonumber(redis.call('HGET', room, 'n') or 0)
local mine = tonumber(redis.call('HGET', room, lease) or 0)
for i = 5, #ARGV, 2 do
    local before = tonumber(redis.call('HGET', room, ARGV[i]) or 0)
    local after = tonumber(ARGV[i + 1])
    if after > 0 then
        redis.call('HSET', room, ARGV[i], after)
    else
        redis.call('HDEL', room, ARGV[i])
    end
    total = total + after - before
    mine = mine + after - before
end
if total <= 0 then
    redis.call('DEL', room)
    return 0
end
redis.call('HSET', room, 'n', total)
if mine > 0 then
    local clock = redis.call('TIME')
    local time = string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))
    redis.call('HSET', room, lease, mine, '%' .. ARGV[2], time)
    redis.call('PEXPIRE', room, ARGV[1])
else
    redis.call('HDEL', room, lease, '%' .. ARGV[2])
end
if ARGV[3] ~= '' then
    local made = redis.call('HGET', room, 't')
    if not made or tonumber(ARGV[3]) < tonumber(made) then
        redis.call('HSET', room, 't', ARGV[3], 'm', ARGV[4])
    end
end
return total
