-- Gives a session to another node, and tells the one that had it.
-- KEYS: the session. ARGV: node, owner, milliseconds to live, the beginning and the end of the name of a node's channel, the message.
-- Returns nothing if there is no such session, 'other' if it is of another owner; otherwise the node that had it, the new generation and
-- the content.
local known = redis.call('HMGET', KEYS[1], 'node', 'owner', 'content')
if not known[1] then
    return {}
end
if known[2] ~= ARGV[2] then
    return {'other'}
end
local generation = redis.call('HINCRBY', KEYS[1], 'generation', 1)
redis.call('HSET', KEYS[1], 'node', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if known[1] ~= ARGV[1] then
    redis.call('PUBLISH', ARGV[4] .. known[1] .. ARGV[5], generation .. ' ' .. ARGV[6])
end
return {'claimed', known[1], tostring(generation), known[3]}
