-- How many sockets users have in a room, on one node. KEYS[1] is the room: a hash of when it was made (t, milliseconds)
-- and as what (m, JSON), the number of sockets in it (n), and for each user and lease a field @lease/user with theirs.
-- ARGV: when and as what the node knows it to be made, empty if it does not; then fields and numbers by turns.
local room = KEYS[1]
local total = tonumber(redis.call('HGET', room, 'n') or 0)
for i = 3, #ARGV, 2 do
    local before = tonumber(redis.call('HGET', room, ARGV[i]) or 0)
    local after = tonumber(ARGV[i + 1])
    if after > 0 then
        redis.call('HSET', room, ARGV[i], after)
    else
        redis.call('HDEL', room, ARGV[i])
    end
    total = total + after - before
end
if total <= 0 then
    redis.call('DEL', room)
    return 0
end
redis.call('HSET', room, 'n', total)
if ARGV[1] ~= '' then
    local made = redis.call('HGET', room, 't')
    if not made or tonumber(ARGV[1]) < tonumber(made) then
        redis.call('HSET', room, 't', ARGV[1], 'm', ARGV[2])
    end
end
return total
