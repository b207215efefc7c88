-- Returns when a room was created (t) and its metadata (m); nothing if this is not known. KEYS[1] is the room.
local made = redis.call('HMGET', KEYS[1], 't', 'm')
if not made[1] then
    return {}
end
return made
