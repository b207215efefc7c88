-- A socket is gone, or all of a lease. ARGV: the socket's field, or what those of the lease begin with, up to the slash.
local removed, left = {}, 0
local all = sockets()
for i = 1, #all, 2 do
    if all[i] == ARGV[1] or string.sub(all[i], 1, #ARGV[1] + 1) == ARGV[1] .. '/' then
        redis.call('HDEL', user, all[i])
        removed[#removed + 1] = all[i]
        removed[#removed + 1] = all[i + 1]
    else
        left = left + 1
    end
end
local changed = 0
local time = now()
if #removed > 0 and left == 0 then
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
