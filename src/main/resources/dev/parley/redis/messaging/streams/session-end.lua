-- Removes a session, if it is still that of its node.
-- KEYS: the session. ARGV: node, generation.
local known = redis.call('HMGET', KEYS[1], 'node', 'generation')
if known[1] == ARGV[1] and known[2] == ARGV[2] then
    redis.call('DEL', KEYS[1])
end
return 1
