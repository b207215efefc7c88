-- Removes one socket, or all sockets of a lease. ARGV: the field of the socket, or what the fields of the lease begin
-- with, up to the slash and without it. With a socket, this also removes what is left under earlier leases of its node,
-- because the node has stored all of its sockets under its last lease.
local lease = leaseOf(ARGV[1])
local node, number = string.match(lease, '^(.*~)(%d+)$')
local isSocket = string.find(ARGV[1], '/', 1, true)

local function isGone(field, holder)
    if field == ARGV[1] or not isSocket and holder == lease then
        return true
    end
    local of, earlier = string.match(holder, '^(.*~)(%d+)$')
    return isSocket and of == node and tonumber(earlier) < tonumber(number)
end

local removed, left = {}, {}
local all = sockets()
for i = 1, #all, 2 do
    local holder = leaseOf(all[i])
    if isGone(all[i], holder) then
        redis.call('HDEL', user, all[i])
        removed[#removed + 1] = all[i]
        removed[#removed + 1] = all[i + 1]
    else
        left[holder] = true
    end
end
for i = 1, #removed, 2 do
    if not left[leaseOf(removed[i])] then
        redis.call('HDEL', user, '%' .. leaseOf(removed[i]))
    end
end
local changed = 0
local time = now()
if #removed > 0 and not next(left) then
    changed = 1
    time = math.max(time, tonumber(redis.call('HGET', user, 't') or 0))
    redis.call('DEL', user)
end
local reply = answer(changed)
if changed == 1 then
    reply[3] = text(time)
end
reply[6] = removed
return reply
