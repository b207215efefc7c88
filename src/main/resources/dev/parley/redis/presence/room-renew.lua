-- Replaces what is stored of a node's sockets in a room, whatever it is, and counts the room again. Removes the data of
-- leases that have not been renewed for too long. KEYS[1] is the room, as in room.lua. ARGV: how long the key lives
-- without a renewal; how long the data under a lease counts without a renewal; then from the lease on as in room.lua.
-- No number is zero.
local room, lease = KEYS[1], ARGV[3]
local node = string.match(lease, '^(.*)~') .. '~'
local clock = redis.call('TIME')
local time, patience = clock[1] * 1000 + math.floor(clock[2] / 1000), tonumber(ARGV[2])
local before = redis.call('HGETALL', room)
local renewed = {}
for i = 1, #before, 2 do
    if string.sub(before[i], 1, 1) == '%' then
        renewed[string.sub(before[i], 2)] = tonumber(before[i + 1])
    end
end
local function isKept(holder)
    return string.sub(holder, 1, #node) ~= node and not (renewed[holder] and time - renewed[holder] > patience)
end
local total, counts, gone = 0, {}, {}
for i = 1, #before, 2 do
    local field, kind = before[i], string.sub(before[i], 1, 1)
    local holder = kind == '@' and string.match(field, '^@([^/]+)') or string.sub(field, 2)
    if kind == '@' and isKept(holder) then
        local number = tonumber(before[i + 1]) or 0
        total = total + number
        counts[holder] = (counts[holder] or 0) + number
    elseif kind == '@' or (kind == '#' or kind == '%') and not isKept(holder) then
        gone[#gone + 1] = field
    end
end
for _, field in ipairs(gone) do
    redis.call('HDEL', room, field)
end
local mine = 0
for i = 6, #ARGV, 2 do
    redis.call('HSET', room, ARGV[i], ARGV[i + 1])
    mine = mine + tonumber(ARGV[i + 1])
end
for holder, number in pairs(counts) do
    redis.call('HSET', room, '#' .. holder, number)
    if renewed[holder] and renewed[holder] > time then
        -- This time comes from the clock of another Redis, which has failed since.
        redis.call('HSET', room, '%' .. holder, string.format('%.0f', time))
    end
end
redis.call('HSET', room, 'n', total + mine, '#' .. lease, mine, '%' .. lease, string.format('%.0f', time))
if ARGV[4] ~= '' then
    local made = redis.call('HGET', room, 't')
    if not made or tonumber(ARGV[4]) < tonumber(made) then
        redis.call('HSET', room, 't', ARGV[4], 'm', ARGV[5])
    end
end
redis.call('PEXPIRE', room, ARGV[1])
return total + mine
