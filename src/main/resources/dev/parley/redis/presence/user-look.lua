-- Returns the present status and the sockets of the user.
return answer(0)
