-- Writes a session of its node.
-- KEYS: the session. ARGV: node, generation, 1 if it may be made, owner, content, milliseconds to live.
-- Returns 1 if it is written, 0 if another node has it or it has another generation, 2 if it is missing.
local known = redis.call('HMGET', KEYS[1], 'node', 'generation')
local ours = known[1] == ARGV[1] and known[2] == ARGV[2]
if ours or (not known[1] and ARGV[3] == '1') then
    redis.call('HSET', KEYS[1], 'node', ARGV[1], 'generation', ARGV[2], 'owner', ARGV[4], 'content', ARGV[5])
    redis.call('PEXPIRE', KEYS[1], ARGV[6])
    return 1
end
return known[1] and 0 or 2
