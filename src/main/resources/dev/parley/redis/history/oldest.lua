-- The list of a room has an entry for each message, the oldest first: 'time total text'. The total has the bytes of all
-- texts so far, this one included, so that the bytes of the list are known by its two ends.
local function head(entry)
    local time, total, text = string.match(entry, '^(%d+) (%d+) (.*)$')
    return tonumber(time), tonumber(total), #text
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
-- Removes the oldest messages as long as the list is over a bound.
local function trim(count, bytes, age)
    local newest = redis.call('LINDEX', KEYS[1], -1)
    if not newest then
        return
    end
    local _, last = head(newest)
    local length = redis.call('LLEN', KEYS[1])
    while length > 0 do
        local time, total, size = head(redis.call('LINDEX', KEYS[1], 0))
        if length <= count and last - total + size <= bytes and now - time <= age then
            return
        end
        redis.call('LPOP', KEYS[1])
        length = length - 1
    end
end
