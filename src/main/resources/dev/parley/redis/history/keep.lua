-- Keeps a message. KEYS[1] is the room. ARGV: how many messages, bytes and milliseconds; the text; 1 if what is there
-- already has a hole behind it and goes.
if ARGV[5] == '1' then
    redis.call('DEL', KEYS[1])
end
local newest = redis.call('LINDEX', KEYS[1], -1)
local total = 0
if newest then
    local _
    _, total = head(newest)
end
redis.call('RPUSH', KEYS[1], string.format('%.0f %.0f ', now, total + #ARGV[4]) .. ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
trim(tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]))
return 1
