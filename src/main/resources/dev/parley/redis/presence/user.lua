-- The common part of all scripts for a user. KEYS[1] is the user, a hash: the status (s), its time in milliseconds (t),
-- its metadata (m, JSON); for each socket, a field @lease/socket with the rooms of the socket (JSON); for each lease
-- with a socket, a field %lease with the time when its node renewed it last. The first two of ARGV are removed here:
-- how long the key lives without a renewal, and how long the data under a lease counts without a renewal
-- (milliseconds).
local user = KEYS[1]
local life = table.remove(ARGV, 1)
local patience = tonumber(table.remove(ARGV, 1))

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
        if string.find(all[i], '^@[^/]+~%d+/') then
            found[#found + 1] = all[i]
            found[#found + 1] = all[i + 1]
        end
    end
    return found
end

local function see(status, time, metadata)
    redis.call('HSET', user, 's', status, 't', text(time), 'm', metadata)
end

local function leaseOf(field)
    return string.match(field, '^@([^/]+)')
end

-- Starts again the time for which the data under this lease counts, and the time for which the key lives.
local function renew(lease)
    redis.call('HSET', user, '%' .. lease, text(now()))
    redis.call('PEXPIRE', user, life)
end

local function answer(changed)
    local seen = redis.call('HMGET', user, 's', 't', 'm')
    return {changed, seen[1] or 'offline', seen[2] or text(now()), seen[3] or '', sockets(), {}}
end

-- Removes the data of leases that have not been renewed for too long. The node of such a lease is gone, and the nodes
-- that should have cleaned up did not know of the lease, because Redis has lost something.
local function forgetStale()
    local all, time, stale, left = redis.call('HGETALL', user), now(), {}, 0
    for i = 1, #all, 2 do
        if string.sub(all[i], 1, 1) == '%' then
            local renewed = tonumber(all[i + 1])
            if time - renewed > patience then
                stale[string.sub(all[i], 2)] = true
                redis.call('HDEL', user, all[i])
            elseif renewed > time then
                -- This time comes from the clock of another Redis, which has failed since.
                redis.call('HSET', user, all[i], text(time))
            end
        end
    end
    if not next(stale) then
        return
    end
    for i = 1, #all, 2 do
        if string.sub(all[i], 1, 1) == '@' then
            if stale[leaseOf(all[i])] then
                redis.call('HDEL', user, all[i])
            else
                left = left + 1
            end
        end
    end
    if left == 0 then
        redis.call('DEL', user)
    end
end
forgetStale()
