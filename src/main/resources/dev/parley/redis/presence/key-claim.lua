-- Claims the key of a request that is executed once; without arguments only reads it.
-- KEYS: the key. ARGV: lease and life in milliseconds, fingerprint, id and time of the outcome.
-- Returns state, fingerprint, id and time; 0 if nobody has it and there is no claim.
local known = redis.call('HMGET', KEYS[1], 'fingerprint', 'id', 'time', 'until')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if known[2] then
    if not known[4] then
        return {'done', known[1], known[2], known[3]}
    end
    if #ARGV == 0 or now < tonumber(known[4]) or known[1] ~= ARGV[3] then
        return {'under way', known[1], known[2], known[3]}
    end
    -- Whoever had claimed it is gone. Whoever has it now tells the same outcome.
    redis.call('HSET', KEYS[1], 'until', string.format('%.0f', now + ARGV[1]))
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
    return {'claimed', known[1], known[2], known[3]}
end
if #ARGV == 0 then
    return 0
end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[3], 'id', ARGV[4], 'time', ARGV[5],
    'until', string.format('%.0f', now + ARGV[1]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'claimed', ARGV[3], ARGV[4], ARGV[5]}
