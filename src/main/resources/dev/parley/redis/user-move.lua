-- Sockets have joined or left rooms. ARGV: fields and their rooms by turns. A socket that is gone stays gone.
for i = 1, #ARGV, 2 do
    if redis.call('HEXISTS', user, ARGV[i]) == 1 then
        redis.call('HSET', user, ARGV[i], ARGV[i + 1])
    end
end
return answer(0)
