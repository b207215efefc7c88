-- How many sockets users have in a room, under one lease. KEYS[1] is the room: a hash of when it was made (t, milliseconds)
-- and as what (m, JSON), the number of sockets in it (n), for each lease a field #lease with those under it, and for each
-- user of it a field @lease/user with theirs.
-- ARGV: the lease; when and as what the node knows the room to be made, empty if it does not; then fields and numbers by
-- turns.
local room, lease = KEYS[1], '#' .. ARGV[1]
local total = tonumber(redis.call('HGET', room, 'n') or 0)
local mine = tonumber(redis.call('HGET', room, lease) or 0)
for i = 4, #ARGV, 2 do
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
    redis.call('HSET', room, lease, mine)
else
    redis.call('HDEL', room, lease)
end
if ARGV[2] ~= '' then
    local made = redis.call('HGET', room, 't')
    if not made or tonumber(ARGV[2]) < tonumber(made) then
        redis.call('HSET', room, 't', ARGV[2], 'm', ARGV[3])
    end
end
return total
