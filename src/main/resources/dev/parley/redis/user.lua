-- What all steps for a user share. KEYS[1] is the user: a hash of the status (s), its time in milliseconds (t), its
-- metadata (m, JSON), and for each socket a field @lease/socket with the rooms it is in (JSON).
local user = KEYS[1]

local function now()
    local clock = redis.call('TIME')
    return clock[1] * 1000 + math.floor(clock[2] / 1000)
end

local function text(number)
    return string.format('%.0f', number)
end

local function sockets()
    local all, found = redis.call('HGETALL', user), {}
    for i = 1, #all, 2 do
        if string.sub(all[i], 1, 1) == '@' then
            found[#found + 1] = all[i]
            found[#found + 1] = all[i + 1]
        end
    end
    return found
end

local function see(status, time, metadata)
    redis.call('HSET', user, 's', status, 't', text(time), 'm', metadata)
end

local function answer(changed)
    local seen = redis.call('HMGET', user, 's', 't', 'm')
    return {changed, seen[1] or 'offline', seen[2] or text(now()), seen[3] or '', sockets(), {}}
end
