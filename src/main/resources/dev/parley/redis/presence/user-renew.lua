-- Replaces what is stored of a node's sockets, whatever it is: adds missing sockets, and removes sockets that should
-- not be there, under earlier leases of the node, too. ARGV: the lease; the status, its time and the metadata, as the
-- node knows them; then alternately fields and their rooms.
local lease = ARGV[1]
local node = '@' .. string.match(lease, '^(.*)~') .. '~'
local present = {}
for i = 5, #ARGV, 2 do
    present[ARGV[i]] = true
end
local before, removed = sockets(), {}
for i = 1, #before, 2 do
    if string.sub(before[i], 1, #node) == node and not present[before[i]] then
        redis.call('HDEL', user, before[i], '%' .. leaseOf(before[i]))
        removed[#removed + 1] = before[i]
        removed[#removed + 1] = before[i + 1]
    end
end
for i = 5, #ARGV, 2 do
    redis.call('HSET', user, ARGV[i], ARGV[i + 1])
end
renew(lease)
if #before == 0 or tonumber(ARGV[3]) > tonumber(redis.call('HGET', user, 't') or 0) then
    see(ARGV[2], tonumber(ARGV[3]), ARGV[4])
end
local reply = answer(0)
reply[6] = removed
return reply
